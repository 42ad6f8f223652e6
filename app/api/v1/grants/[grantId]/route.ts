import { serve } from '@/app/api/v1/operation';
import { changeGrant, removeGrant } from '@/app/api/v1/operations/grants';

export const PATCH = serve(changeGrant);
export const DELETE = serve(removeGrant);
