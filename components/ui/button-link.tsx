import Link from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonStyle, buttonLook } from './button';
import { Icon } from './icon';

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonStyle;

/** A way to another page that looks like a button. Apart from it: pages with forms alone need no client-side links. */
export function ButtonLink({ variant, size, icon, trailing, className, children, ...rest }: ButtonLinkProps) {
  const glyph = size === 'sm' ? 14 : 16;
  return (
    <Link {...rest} data-edge="" className={buttonLook({ variant, size }, className)}>
      {icon && <Icon name={icon} size={glyph} />}
      {children}
      {trailing && <Icon name={trailing} size={glyph} />}
    </Link>
  );
}
