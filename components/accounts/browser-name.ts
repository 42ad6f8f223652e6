const browsers = [
  ['Edge', 'Edg/'],
  ['Opera', 'OPR/'],
  ['Firefox', 'Firefox/'],
  ['Chrome', 'Chrome/'],
  ['Safari', 'Safari/'],
] as const;
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['macOS', 'Mac OS X'],
  ['ChromeOS', 'CrOS'],
  ['Linux', 'Linux'],
] as const;

/** 'Firefox on Linux', from what a browser says of itself; what is not known is said as it stands, in short. */
export function browserName(agent: string | null): string {
  if (!agent) return 'Unknown browser';
  const browser = browsers.find(([, sign]) => agent.includes(sign))?.[0];
  const system = systems.find(([, sign]) => agent.includes(sign))?.[0];
  if (browser) return system ? `${browser} on ${system}` : browser;
  return agent.slice(0, 60);
}
