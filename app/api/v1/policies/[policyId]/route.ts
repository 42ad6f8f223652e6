import { serve } from '@/app/api/v1/operation';
import { getPolicyOperation, putPolicy } from '@/app/api/v1/operations/policies';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getPolicyOperation, putPolicy);
