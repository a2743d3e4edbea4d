/**
 * Says on the error stream how far long work is: one line that changes on a terminal, else a line
 * a second at most. Work that is done at once says nothing.
 */
export function createProgress(
  stream: NodeJS.WriteStream,
  now: () => number = () => performance.now(),
): { show(line: string): void; end(): void } {
  let shownAt = now();
  let shown = '';
  return {
    show(line) {
      if (line === shown) return;
      const isDue = now() - shownAt >= (stream.isTTY ? 100 : 1000);
      if (!isDue) return;
      shown = line;
      shownAt = now();
      if (stream.isTTY) stream.write(`\r\u001B[K${line}`);
      else stream.write(`${line}\n`);
    },
    end() {
      if (stream.isTTY && shown !== '') stream.write('\r\u001B[K');
    },
  };
}
