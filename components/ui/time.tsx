const units = [
  { one: 'year', many: 'years', short: 'y', ms: 31_557_600_000 },
  { one: 'month', many: 'months', short: 'mo', ms: 2_629_800_000 },
  { one: 'day', many: 'days', short: 'd', ms: 86_400_000 },
  { one: 'h', many: 'h', short: 'h', ms: 3_600_000 },
  { one: 'min', many: 'min', short: 'min', ms: 60_000 },
] as const;

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** A stretch of time in milliseconds, in the largest unit that it fills, rounded down: nothing is said to last longer than it does. */
export function lasting(length: number): string {
  for (const { one, many, ms } of units) {
    const count = Math.floor(length / ms);
    if (count >= 1) return `${count} ${count === 1 ? one : many}`;
  }
  return 'less than a minute';
}

/** How long ago something was, in the fewest characters: for a column of it. */
export function since(at: string, now: number): string {
  const passed = now - Date.parse(at);
  const unit = units.find(({ ms }) => passed >= ms);
  return unit ? `${Math.floor(passed / unit.ms)} ${unit.short}` : 'now';
}

/** To the minute, for those who ask for it. */
export function exactly(at: string): string {
  return `${exact.format(new Date(at))} UTC`;
}

/** `now` is when the page was drawn: the same on the server and in the browser. */
export function ago(at: string, now: number): string {
  const passed = now - Date.parse(at);
  return passed < 60_000 ? 'just now' : `${lasting(passed)} ago`;
}

/** How long it is until then. */
export function left(at: string, now: number): string {
  return lasting(Date.parse(at) - now);
}

export function Ago({ at, now, className }: { at: string; now: number; className?: string }) {
  return (
    <time dateTime={at} title={exactly(at)} className={className}>
      {ago(at, now)}
    </time>
  );
}

/** To the millisecond, as logs have it; the day where it is another one. */
export function Moment({ at, today }: { at: string; today: string }) {
  const [day = '', time = ''] = at.replace('Z', '').split('T');
  return (
    <time dateTime={at} className="font-mono text-12/5 text-ink-2">
      {day !== today && <span className="block text-11 text-ink-3">{day}</span>}
      {time}
    </time>
  );
}
