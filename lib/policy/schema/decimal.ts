import { decimalOf } from '@/lib/json';

/** Exact arithmetic on numbers as they are written: 0.3 is a multiple of 0.1, which the doubles behind them deny. */
export function isMultipleOf(value: number, step: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(step)) return value % step === 0;
  if (!Number.isFinite(value) || !Number.isFinite(step)) return false;
  const [a, b] = [decimalOf(String(value)), decimalOf(String(step))];
  const unit = BigInt(Math.min(Number(a.exponent), Number(b.exponent)));
  const scaled = ({ digits, exponent }: typeof a) => BigInt(digits) * 10n ** (exponent - unit);
  return scaled(a) % scaled(b) === 0n;
}
