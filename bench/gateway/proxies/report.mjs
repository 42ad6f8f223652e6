/** What every child of the bench does: says its port, tells its CPU and memory when it is asked, ends with its parent. */

export function serve(server, closing = async () => {}) {
  // Variants take turns: the connections of one are idle while the others are measured.
  server.keepAliveTimeout = 3_600_000;
  // Those that have asked nothing yet wait until the others are warm, on a slow machine for minutes.
  server.headersTimeout = 3_600_000;
  server.listen(0, '127.0.0.1', () => tell(server.address().port, closing));
}

export function tell(port, closing = async () => {}) {
  process.send?.({ port });
  process.on('message', (asked) => {
    if (asked === 'collect') globalThis.gc?.();
    process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage() });
  });
  process.on('disconnect', () => void closing().finally(() => process.exit(0)));
}
