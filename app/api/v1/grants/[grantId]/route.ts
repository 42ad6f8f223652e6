import { serve } from '@/app/api/v1/operation';
import { changeGrant, removeGrant } from '@/app/api/v1/operations/grants';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(changeGrant, removeGrant);
