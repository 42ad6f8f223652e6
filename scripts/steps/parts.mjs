import { Refusal } from './say.mjs';

// The parts of `npm test`: stages one after the other, and in a stage lanes side by side, each part in its turn.

/**
 * @typedef {{ passed: number, failed: number, note?: string }} Result
 * @typedef {{ name: string, run: (held: boolean) => Promise<Result> }} Part `held`: others run meanwhile, so what it
 * says is to be told as a whole, when it is done.
 */

/**
 * Runs every part, whatever becomes of the others. A part that throws has failed, with what was thrown as its note.
 * @param {Part[][][]} stages stages of lanes of parts
 * @returns {Promise<(Result & { name: string })[]>} in the order in which the parts are written
 */
export async function runParts(stages) {
  const results = new Map();
  for (const lanes of stages) {
    const held = lanes.length > 1;
    await Promise.all(
      lanes.map(async (lane) => {
        for (const part of lane) results.set(part, await resultOf(part, held));
      }),
    );
  }
  return stages.flat(2).map((part) => ({ name: part.name, ...results.get(part) }));
}

/** @param {Part} part @param {boolean} held @returns {Promise<Result>} */
async function resultOf(part, held) {
  try {
    return await part.run(held);
  } catch (error) {
    const why = error instanceof Refusal ? error.message : error instanceof Error ? error.stack : error;
    return { passed: 0, failed: 1, note: `${part.name}: ${why}` };
  }
}
