-- Asks the lines of a file in turn, each thread from a place of its own, and tells what was measured as JSON.
local asks, at, started = {}, 0, 0

function setup(thread)
    thread:set("start", started)
    started = started + 1
end

function init(args)
    for line in io.lines(args[1]) do
        asks[#asks + 1] = wrk.format("GET", line)
    end
    at = start * 7919
end

function request()
    at = at + 1
    return asks[at % #asks + 1]
end

function done(summary, latency, requests)
    io.write(string.format(
        '\nFOUND {"requests":%d,"micros":%d,"bytes":%d,"p50":%d,"p99":%d,"worst":%d,"statuses":%d,"broken":%d}\n',
        summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
        latency.max, summary.errors.status,
        summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
