/** A thread that classifies lines: see judge.ts. */

import { parentPort } from 'node:worker_threads';
import { type Question, readLines } from './judge';

parentPort?.on('message', (question: Question) => parentPort?.postMessage(readLines(question)));
