/** A thread that classifies lines: see judge.ts. */

import { parentPort } from 'node:worker_threads';
import { type Question, readLines } from './judge';

parentPort?.on('message', (question: Question) => {
  const answer = readLines(question);
  parentPort?.postMessage(answer, [answer.tools.text.buffer as ArrayBuffer]);
});
