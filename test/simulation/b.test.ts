import { simulate } from './run'

simulate(1, 3)
