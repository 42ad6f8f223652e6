/** A text that a regular expression is likely to match, made from its parts. Whoever uses it asks the engine whether it does. */

const longest = 2_000;

/** Understands literals, classes, groups, alternatives and counted repetitions of RE2; anything else ends in undefined. */
export function textFor(pattern: string, alternative = 0): string | undefined {
  try {
    const maker = new Maker(pattern, alternative);
    const text = maker.alternatives();
    return maker.isDone() && text.length <= longest ? text : undefined;
  } catch (cause) {
    if (cause instanceof Unmade) return undefined;
    throw cause;
  }
}

class Unmade extends Error {}

class Maker {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly pattern: string,
    private readonly alternative: number,
  ) {}

  isDone(): boolean {
    return this.at >= this.pattern.length;
  }

  alternatives(): string {
    this.depth += 1;
    if (this.depth > 50) throw new Unmade();
    const all = [this.sequence()];
    while (this.takes('|')) all.push(this.sequence());
    this.depth -= 1;
    return all[this.alternative % all.length] ?? '';
  }

  private sequence(): string {
    let text = '';
    while (!this.isDone() && !this.sees('|') && !this.sees(')')) {
      text += this.repeated(this.one());
      if (text.length > longest) throw new Unmade();
    }
    return text;
  }

  private repeated(text: string): string {
    if (this.takes('*') || this.takes('?')) {
      this.takes('?');
      return '';
    }
    if (this.takes('+')) {
      this.takes('?');
      return text;
    }
    const counted = /^\{(\d+)(?:,\d*)?\}\??/.exec(this.pattern.slice(this.at, this.at + 24));
    if (counted === null) return text;
    this.at += counted[0].length;
    const count = Number(counted[1]);
    if (count * text.length > longest) throw new Unmade();
    return text.repeat(count);
  }

  private one(): string {
    const character = this.next();
    switch (character) {
      case '^':
      case '$':
        return '';
      case '.':
        return 'a';
      case '(':
        return this.group();
      case '[':
        return this.charClass();
      case '\\':
        return this.escape();
      default:
        return character;
    }
  }

  private group(): string {
    const head = /^\?(?:P?<[A-Za-z_]\w*>|:)/.exec(this.pattern.slice(this.at, this.at + 80));
    if (head !== null) this.at += head[0].length;
    else if (this.takes('?')) {
      const flags = /^[imsU-]*[:)]/.exec(this.pattern.slice(this.at, this.at + 10));
      if (flags === null) throw new Unmade();
      this.at += flags[0].length;
      if (flags[0].endsWith(')')) return '';
    }
    const text = this.alternatives();
    if (!this.takes(')')) throw new Unmade();
    return text;
  }

  private escape(): string {
    const character = this.next();
    const known: { [letter: string]: string } = {
      d: '0',
      w: 'a',
      s: ' ',
      S: 'a',
      D: 'a',
      W: ' ',
      n: '\n',
      t: '\t',
      r: '\r',
      b: '',
      A: '',
      z: '',
    };
    const text = Object.hasOwn(known, character) ? known[character] : undefined;
    if (text !== undefined) return text;
    if (/[A-Za-z0-9]/.test(character)) throw new Unmade();
    return character;
  }

  private charClass(): string {
    const negated = this.takes('^');
    const members: string[] = [];
    for (let first = true; first || !this.sees(']'); first = false) {
      if (this.sees('[:') || this.isDone()) throw new Unmade();
      const start = this.next();
      const low = start === '\\' ? this.escape() : start;
      if (this.sees('-') && this.pattern[this.at + 1] !== ']') {
        this.at += 1;
        const end = this.next();
        const high = end === '\\' ? this.escape() : end;
        for (let unit = low.charCodeAt(0); unit <= high.charCodeAt(0) && members.length < 300; unit += 1) {
          members.push(String.fromCharCode(unit));
        }
      } else members.push(low);
    }
    this.at += 1;
    if (!negated) return members[0] ?? '';
    const other = [...'aZ0_- .é'].find((character) => !members.includes(character));
    if (other === undefined) throw new Unmade();
    return other;
  }

  private next(): string {
    const point = this.pattern.codePointAt(this.at);
    if (point === undefined) throw new Unmade();
    const character = String.fromCodePoint(point);
    this.at += character.length;
    return character;
  }

  private sees(text: string): boolean {
    return this.pattern.startsWith(text, this.at);
  }

  private takes(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }
}
