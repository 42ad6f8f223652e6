'use client';

import { useSyncExternalStore } from 'react';
import { themeCookie } from './theme-cookie';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const listeners = new Set<() => void>();

/** The cookie lets the server draw the first frame in the chosen theme: no script before it, no flash. */
export function setTheme(theme: Theme) {
  const age = theme === 'system' ? 0 : 31_536_000;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that we support
  document.cookie = `${themeCookie}=${theme}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  listeners.add(listener);
  system.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
  };
}

function chosen(): Theme {
  const set = document.documentElement.dataset.theme;
  return set === 'light' || set === 'dark' ? set : 'system';
}

function resolved(): 'light' | 'dark' {
  const set = chosen();
  if (set !== 'system') return set;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** What the person chose. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, chosen, () => 'system');
}

/** What is shown: for the editor and charts, which cannot use light-dark(). */
export function useResolvedTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, resolved, () => 'light');
}
