import { serve } from '@/app/api/v1/operation';
import { setServerLooking } from '@/app/api/v1/operations/reviews';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(setServerLooking);
