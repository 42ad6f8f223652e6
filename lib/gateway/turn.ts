/**
 * What comes within one turn of the event loop goes on together, a step at a time. One request's way from socket to
 * socket is more code than a processor's cache holds: taken one by one, each request would find its code gone again.
 */

/** Must not throw: whoever takes a step answers for what fails in it. */
export interface Step {
  run(): void;
}

let waiting: Step[] = [];

/** Runs it once whatever else comes in this turn has come, in order. */
export function inTurn(step: Step): void {
  if (waiting.push(step) === 1) setImmediate(runAll);
}

function runAll(): void {
  const steps = waiting;
  waiting = [];
  for (let i = 0; i < steps.length; i += 1) (steps[i] as Step).run();
}
