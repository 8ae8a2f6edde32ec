-- Sends the requests of REQUESTS (a Lua file) round and round, each thread its own share of them.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
  thread:set("share", tonumber(os.getenv("THREADS")))
end

function init()
  local all = dofile(os.getenv("REQUESTS"))
  ready, at = {}, 0
  for index, one in ipairs(all) do
    if #all < share or (index - 1) % share == number then
      ready[#ready + 1] = wrk.format(one[1], one[2], one[3], one[4])
    end
  end
end

function request()
  at = at + 1
  return ready[(at - 1) % #ready + 1]
end

function done(summary, latency)
  local wrong = summary.errors
  io.write(string.format(
    "\nFIGURES %d %d %d %.3f %.3f\n", summary.requests, summary.duration,
    wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000))
end
