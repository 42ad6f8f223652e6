/**
 * `npm run bench:policy [-- --json FILE]`: the policy engine beside others that can say the same, all on CPU time, median of
 * several rounds that take turns, every engine checked to agree on every call.
 */
import { atMost, type Figure, report, told } from '../figures';
import { installPeers } from '../install.mjs';
import { decisionFigures } from './decisions';
import { builtEngine, inProcess, moduleSize } from './engine';
import { regexFigures } from './pipeline';

installPeers('casbin');
const engine = await builtEngine();
// Absolute times: taken at three moments of the run, since one of them may find the machine slow.
const documents = [await documentFigures()];
const { engine: verbs, page, worker, all, makesCode } = await moduleSize(engine);
const size: Figure[] = [
  atMost('parse, print, edit, compile, decide and lint, gzip, re2js apart', verbs / 1_000, ' kB', 40),
  told('what pages load of the module', page / 1_000, ' kB'),
  told("what the builder's worker loads beside them", worker / 1_000, ' kB'),
  told('everything that the module exports, with zod', all / 1_000, ' kB'),
  atMost('code made at run time', makesCode ? 1 : 0, '', 0),
];
const decisions = await decisionFigures();
documents.push(await documentFigures());
const patterns = regexFigures(engine);
documents.push(await documentFigures());
const figures = [...decisions, ...middleOf(documents), ...patterns, ...size];
process.exitCode = report(figures, process.argv) ? 0 : 1;

function documentFigures() {
  return inProcess<Figure[]>('pipeline', 'largeFigures');
}

/** Of each figure, the one in the middle. */
function middleOf(runs: readonly Figure[][]): Figure[] {
  return (runs[0] ?? []).map(({ name }) => {
    const all = runs.flatMap((run) => run.filter((figure) => figure.name === name));
    return all.sort((a, b) => a.value - b.value)[all.length >> 1] as Figure;
  });
}
