/** How long a password is. NIST SP 800-63B asks for length, and for no rules about its letters. */

export const shortestPassword = 10;
export const longestPassword = 128;
