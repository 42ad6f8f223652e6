// What the scripts say. Node's built-ins only, as everything in this folder: it runs before dependencies are there.

/** One line about what is being done. */
export function say(line) {
  console.log(line);
}

/** Something that the person who typed the command can put right: shown as one plain sentence, exit code 1. */
export class Refusal extends Error {}

/** Runs `main`; a refusal ends the process with its sentence, anything else with its stack. */
export async function run(main) {
  try {
    await main();
  } catch (error) {
    console.error(sentenceOf(error) ?? error);
    process.exit(1);
  }
}

function sentenceOf(error) {
  if (error instanceof Refusal) return error.message;
  if (error instanceof Error && error.name === 'AppError') {
    return [error.message, error.hint].filter(Boolean).join(' ');
  }
  return undefined;
}
