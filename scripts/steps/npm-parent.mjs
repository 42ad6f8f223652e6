/**
 * npm passes SIGTERM on to the shell that it started us with, which ends and tells nobody: whoever asked npm to end
 * means us. Does nothing where npm did not start this process.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
