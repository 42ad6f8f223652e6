import { describe, expect, it } from 'vitest';
import { may, readRole, refusal, rights, roles } from './index';

const asker = (role: (typeof roles)[number], operates = true) => ({ role, operates });

describe('rights', () => {
  it('lets an owner do everything, and a viewer only look', () => {
    expect(rights.filter((right) => !may(asker('owner'), right))).toEqual([]);
    expect(rights.filter((right) => may(asker('viewer'), right))).toEqual([
      'server.read',
      'policy.read',
      'grant.read',
      'record.read',
      'approval.read',
    ]);
  });

  it('never gives a role less than the one below it', () => {
    for (const right of rights) {
      const allowed = roles.map((role) => may(asker(role), right));
      expect(allowed, right).toEqual([...allowed].sort((a, b) => Number(b) - Number(a)));
    }
  });

  it('keeps processes on this machine to the owner of the organisation that operates it', () => {
    expect(may(asker('owner', true), 'server.register-command')).toBe(true);
    expect(may(asker('owner', false), 'server.register-command')).toBe(false);
    expect(may(asker('admin', true), 'server.register-command')).toBe(false);
  });

  it('lets a token of the machine start processes as an admin too, and changes nothing else', () => {
    const token = (role: (typeof roles)[number], operates = true) => ({ role, operates, fromMachine: true });
    const starts = roles.filter((role) => may(token(role), 'server.register-command'));
    expect(starts).toEqual(['owner', 'admin']);
    expect(may(token('owner', false), 'server.register-command')).toBe(false);
    for (const right of rights.filter((one) => one !== 'server.register-command'))
      for (const role of roles) expect(may(token(role), right), right).toBe(may(asker(role), right));
  });

  it('says what may not be done and who may', () => {
    expect(refusal(asker('viewer'), 'policy.edit')).toEqual({
      message: 'Your role, viewer, may not edit policies.',
      hint: 'It takes one of the roles owner, admin, member.',
    });
    expect(refusal(asker('owner', false), 'server.register-command')?.message).toContain(
      'Only the owner of this installation',
    );
    expect(refusal(asker('owner'), 'policy.edit')).toBeNull();
  });

  it('takes an unknown word for no role', () => {
    expect(readRole('superuser')).toBeNull();
    expect(readRole('owner,admin')).toBeNull();
    expect(readRole('admin')).toBe('admin');
  });
});
