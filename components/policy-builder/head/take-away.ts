/** The policy as a file or on the clipboard: exactly the text, nothing added, nothing asked of a server. */

export function downloadText(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the file by then; some need the address a moment longer than the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** False where the browser refuses: no permission, or a page that is not served safely. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
