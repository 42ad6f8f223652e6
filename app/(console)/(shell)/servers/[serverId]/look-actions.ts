'use server';

import { action } from '@/lib/action';
import { SetLookEvery, setLookEvery } from '@/lib/catalogue';

export const setLookEveryAction = action(SetLookEvery, setLookEvery);
