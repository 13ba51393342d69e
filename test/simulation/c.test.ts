import { simulate } from './run'

simulate(2, 3)
