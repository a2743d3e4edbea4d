/**
 * Has something ended with the process of the test, also where that is ended from outside. Gives what
 * to call once it has been ended in order.
 */
export function endWith(end: () => unknown): () => void {
  const ended = () => process.exit(1);
  process.once('exit', end);
  process.once('SIGTERM', ended);
  return () => {
    process.off('exit', end);
    process.off('SIGTERM', ended);
  };
}
