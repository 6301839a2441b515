/** Conditions that are looked at again whenever something happens. */
export const watching = () => {
  const watchers = new Set<() => void>();
  const until = (what: string, condition: () => boolean, milliseconds = 10_000): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        clearInterval(again);
        watchers.delete(look);
        settle();
      };
      const look = () => {
        if (condition()) end(resolve);
      };
      const timer = setTimeout(() => end(() => reject(new Error(`Waited in vain for: ${what}`))), milliseconds);
      // What happens in the bot alone tells nobody.
      const again = setInterval(look, 20);
      watchers.add(look);
      look();
    });
  return { until, look: () => [...watchers].forEach((look) => void look()) };
};
