// Stands where `electron` would be imported in tests: the real module tries to download its binary when it is loaded by Node.
throw new Error('No test may import the real electron: give the function its parts, or use vi.mock')
