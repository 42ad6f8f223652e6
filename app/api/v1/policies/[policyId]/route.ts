import { serve } from '@/app/api/v1/operation';
import { getPolicyOperation, putPolicy } from '@/app/api/v1/operations/policies';

export const GET = serve(getPolicyOperation);
export const PUT = serve(putPolicy);
