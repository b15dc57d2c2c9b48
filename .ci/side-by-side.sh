# Parts of a run, side by side: as many at a time as there are cores. What a part says is kept until it ends, so that no
# two are mixed; the first that fails ends the others. To be sourced.
set -m # Each part is a process group, so that it can be ended with all that it started.
cores="$(nproc)"
kept="$(mktemp -d)"
failed_part=""
declare -A running=() began=()
took=()

# part NAME COMMAND…: begins it as soon as a core is free.
part() {
  while ((${#running[@]} >= cores)); do end_one; done
  printf '… %s\n' "$1"
  ("${@:2}") </dev/null >"$kept/said of $1" 2>&1 &
  running[$!]="$1" began[$!]=$SECONDS
}

# until_ended [NAME]: this one has ended; without a name, all have.
until_ended() {
  while ((${#running[@]} > 0)); do
    if [ -n "${1:-}" ] && [[ "|$(IFS='|' && echo "${running[*]}")|" != *"|$1|"* ]]; then return; fi
    end_one
  done
}

end_one() {
  local pid code=0 name time
  wait -n -p pid "${!running[@]}" || code=$?
  name="${running[$pid]}"
  time="$(minutes $((SECONDS - began[$pid])))"
  unset "running[$pid]"
  took+=("$time  $name")
  printf '\n== %s: %s\n' "$name" "$time"
  cat "$kept/said of $name"
  if ((code != 0)); then
    failed_part="$name"
    exit 1
  fi
}

# What has begun and has not ended is ended, with all that it started.
end_parts() {
  for pid in "${!running[@]}"; do kill -- "-$pid" 2>/dev/null || true; done
  for pid in "${!running[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$kept"
}

tell_minutes() {
  printf '\n== the minutes of each part; %s altogether\n' "$(minutes "$SECONDS")"
  printf '%s\n' "${took[@]}"
}

minutes() { printf '%2d min %02d s' $(($1 / 60)) $(($1 % 60)); }
