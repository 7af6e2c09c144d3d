-- What wrk sends, and what it says at the end. Words: FILE with one "path<TAB>body" a line, METHOD, KEY FIELD or "-", RUN,
-- the STATUS that every answer must have; headers are given to wrk itself.
local sheets, method, key, run, status = {}, "GET", "-", "", 200
local serial = 0

function setup(thread)
  the_thread = thread
end

function init(args)
  for line in io.lines(args[1]) do
    local path, body = line:match("^(%S+)\t(.*)$")
    sheets[#sheets + 1] = { path = path, body = body }
  end
  method, key, run, status = args[2], args[3], args[4], tonumber(args[5])
  wrong = 0
  if method == "GET" and #sheets == 1 then
    local only = wrk.format("GET", sheets[1].path)
    request = function() return only end
  end
end

function request()
  local sheet = sheets[serial % #sheets + 1]
  serial = serial + 1
  if method == "GET" then return wrk.format("GET", sheet.path) end
  local body = sheet.body
  if key ~= "-" then body = string.format("%s&%s=%s%011d", body, key, run, serial) end
  return wrk.format("POST", sheet.path, nil, body)
end

function response(given)
  if given ~= status then wrong = wrong + 1 end
end

function done(summary)
  local errors = summary.errors
  io.write(string.format('\n{"answered":%d,"seconds":%.6f,"wrong":%d,"failed":%d,"ownCpu":%.3f}\n',
    summary.requests, summary.duration / 1e6, the_thread:get("wrong"),
    errors.connect + errors.read + errors.write + errors.timeout, os.clock()))
end
