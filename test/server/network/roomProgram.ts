/**
 * A small room for tests that need a computer of its own: listens on its network, watches its addresses, and prints
 * what the host would see as one JSON line per change. Ends with standard input.
 */
import { listenOnLan } from '../../../src/server/network/listen.ts'
import { createNetwork } from '../../../src/server/network/network.ts'

const network = createNetwork()
const listener = await listenOnLan((request, response) => {
  network.noteArrival(request.socket)
  response.end('hello')
}, 8080)

const tell = (): void => console.log(JSON.stringify(network.view()))
network.setPort(listener.port)
await network.refresh()
tell()
network.onChange(tell)

process.stdin.resume().on('end', () => {
  network.close()
  void listener.close(100)
})
