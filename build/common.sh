# Shared by ./run and ./test. Sourced, not run; expects $root.

fail() { printf '%s\n' "$*" >&2; exit 2; }
say() { printf '%s\n' "$*" >&2; }

# Takes --engine out of the arguments: sets $engine_wanted, $engine (lower case), $engine_property and the
# array $arguments.
parse_engine() {
  local wanted=auto
  arguments=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --engine) [ $# -gt 1 ] || fail "--engine needs one of auto, local, orleans."; wanted=$2; shift 2 ;;
      --engine=*) wanted=${1#--engine=}; shift ;;
      *) arguments+=("$1"); shift ;;
    esac
  done
  engine_wanted=$wanted
  case "$wanted" in
    auto) probe_orleans
      if [ -z "$orleans_missing" ]; then use_engine orleans; say "Engine: orleans (auto: its packages can be had)"
      else use_engine local; say "Engine: local (auto: not to be had: $orleans_missing)"; fi
      echo "$engine_property" >"$root/artifacts/engine.txt" ;;
    local) use_engine local; say "Engine: local" ;;
    orleans) use_engine orleans; say "Engine: orleans" ;;
    *) fail "Unknown engine '$wanted'; one of auto, local, orleans." ;;
  esac
}

use_engine() { engine=$1; engine_property=${engine^}; }

# Sets $orleans_missing: empty when the packages of Orleans can be restored, else which cannot. Asks the feed once and
# remembers its answer until the versions, the sources or the configuration of NuGet change.
probe_orleans() {
  local answer="$root/artifacts/orleans-probe.txt" project="$root/build/OrleansProbe/OrleansProbe.csproj" key log
  key=$(cat "$root/Directory.Packages.props" "$project" "$HOME/.nuget/NuGet/NuGet.Config" 2>/dev/null; echo "${RestoreAdditionalProjectSources:-} ${OrleansVersion:-}")
  key=$(cksum <<<"$key")
  if [ "$(head -n 1 "$answer" 2>/dev/null)" != "$key" ]; then
    command -v dotnet >/dev/null || fail "The .NET SDK (10.0 or later) is not installed: dotnet is not on the PATH."
    mkdir -p "$root/artifacts"
    if log=$(timeout 120 dotnet restore "$project" -p:Engine=Orleans -v quiet --nologo 2>&1); then orleans_missing=
    else
      orleans_missing=$(grep -o 'Microsoft\.Orleans\.[A-Za-z.]*[A-Za-z]' <<<"$log" | sort -u | tr '\n' ' ')
      orleans_missing=${orleans_missing:-the packages of Orleans}
    fi
    printf '%s\n%s\n' "$key" "$orleans_missing" >"$answer"
  fi
  orleans_missing=$(sed -n 2p "$answer")
  orleans_missing=${orleans_missing% }
}

# True when a file under the given paths is newer than the stamp, or there is no stamp.
is_stale() {
  local stamp=$1; shift
  [ -f "$stamp" ] || return 0
  [ -n "$(find "$@" \( -name node_modules -o -name dist \) -prune -o -type f -newer "$stamp" -print -quit 2>/dev/null)" ]
}

build_tools() {
  command -v dotnet >/dev/null || fail "The .NET SDK (10.0 or later) is not installed: dotnet is not on the PATH."
  local stamp="$root/artifacts/$engine/tools.stamp"
  local sources=("$root"/{Algorithms,Api,Client,Grains,Grains.Interfaces,LocalOrleans,Silo,Tools}
    "$root"/{Directory.Build.props,Directory.Build.targets,Directory.Packages.props,.editorconfig,global.json})
  is_stale "$stamp" "${sources[@]}" || return 0
  say "Building…"
  dotnet build "$root/Tools/Tools.csproj" -c Release -nologo -v quiet -clp:ErrorsOnly -p:Engine="$engine_property" -p:UseSharedCompilation=true >&2 || fail "The build failed."
  mkdir -p "${stamp%/*}" && touch "$stamp"
}

build_web() {
  local stamp="$root/artifacts/web.stamp"
  [ -f "$root/Web/package.json" ] || return 0
  if [ -f "$root/Web/dist/index.html" ] && ! is_stale "$stamp" "$root/Web"; then return 0; fi
  if ! command -v npm >/dev/null; then
    say "npm is not installed: the page is not built, the Api runs without it."
    return 0
  fi
  say "Building the page…"
  mkdir -p "$root/artifacts"
  (cd "$root/Web" && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build) \
    >"$root/artifacts/web.log" 2>&1 || { cat "$root/artifacts/web.log" >&2; fail "The page could not be built."; }
  touch "$stamp"
}
