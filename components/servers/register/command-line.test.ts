import { describe, expect, it } from 'vitest';
import { shownCommand, splitCommandLine } from './command-line';

const words = (text: string) => {
  const split = splitCommandLine(text);
  return split.ok ? split.words : split.message;
};

describe('a command line', () => {
  it('is parted at blanks and line breaks', () => {
    expect(words('  npx -y  server\n/tmp ')).toEqual(['npx', '-y', 'server', '/tmp']);
  });
  it('keeps what stands in quotes together, and an empty argument', () => {
    expect(words(`run 'a b' "c \\"d\\" \\e" ''`)).toEqual(['run', 'a b', 'c "d" \\e', '']);
  });
  it('takes a sign after a backslash to the letter', () => {
    expect(words('open my\\ file')).toEqual(['open', 'my file']);
  });
  it('expands nothing', () => {
    expect(words('echo $HOME *.txt `id` ; rm')).toEqual(['echo', '$HOME', '*.txt', '`id`', ';', 'rm']);
  });
  it('reads back as it is shown', () => {
    const odd = ['run', '', "it's", 'a b', '$(x)', '"', 'tab\there', '\\'];
    expect(words(shownCommand(odd))).toEqual(odd);
  });
  it('says which quotation mark is open', () => {
    expect(words('run "a')).toContain('never closed');
  });
});
