'use client';

import { useEffect } from 'react';

const awake = 'sallyport:awake';

/**
 * Runs as the page is read: a press in its first moment, when its scripts are not there yet, is kept and made
 * once they are. A form that needs them is never sent by the browser itself, which would put a password in the address.
 */
const keep = `(() => {
  let press;
  const onClick = (event) => {
    const button = event.target.closest('button:not([type=submit]), [role=button], [role=tab], [role=radio]');
    if (button) press = () => button.click();
  };
  const onSubmit = (event) => {
    const { target, submitter } = event;
    if (target.hasAttribute('action')) return;
    event.preventDefault();
    press = () => target.requestSubmit(submitter);
  };
  addEventListener('click', onClick, true);
  addEventListener('submit', onSubmit, true);
  addEventListener('${awake}', () => {
    removeEventListener('click', onClick, true);
    removeEventListener('submit', onSubmit, true);
    press?.();
  }, { once: true });
})()`;

/** The first thing on the page, so that no form is there before it, even where the page comes in parts. `nonce` lets its script run. */
export function EarlyPresses({ nonce }: { nonce: string | undefined }) {
  useEffect(() => {
    // After what was typed has come into the state of the fields.
    const soon = setTimeout(() => dispatchEvent(new Event(awake)));
    return () => clearTimeout(soon);
  }, []);
  return (
    // The browser hides a nonce from scripts, so that React finds another one than it was told.
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: INVARIANT: a constant of our own
      dangerouslySetInnerHTML={{ __html: keep }}
    />
  );
}
