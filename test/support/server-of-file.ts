/** One trial server for all tests of a file: without faults and empty after each, closed at the end. Call it at the top of the file. */
import { afterAll, afterEach } from 'vitest'
import { type TestServer, testServer } from './group-server'

export async function serverOfFile(): Promise<TestServer> {
  const server = await testServer()
  afterEach(async () => {
    server.setFault(null)
    await server.forget()
  })
  afterAll(() => server.close())
  return server
}
