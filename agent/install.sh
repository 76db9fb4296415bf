#!/bin/sh
# Installs Porchlight's agent on this machine as a systemd service, brings it up to date, or removes it: see --help.
# All of it is functions that the last line calls, so that a download which was cut off does nothing.

# Filled in by the hub that hands this out.
HUB_URL='@HUB_URL@'
AGENT_SHA256='@AGENT_SHA256@'

LEAST_NODE=18
NAME=porchlight-agent
PROGRAM_FOLDER=/usr/local/lib/$NAME
PROGRAM=$PROGRAM_FOLDER/$NAME.mjs
# Only root can write there, because what it names is removed with --uninstall.
PACKAGES=$PROGRAM_FOLDER/packages
WRAPPER=/usr/local/bin/$NAME
CONFIG_FOLDER=/etc/$NAME
CONFIG=$CONFIG_FOLDER/config.json
STATE_FOLDER=/var/lib/$NAME
UNITS=/etc/systemd/system
STEPS=7

usage() {
  cat <<EOF
Usage: sh install.sh [--token TOKEN] [options]     (as root)

  --token TOKEN    from "Connect agent" in the hub; also as PORCHLIGHT_AGENT_TOKEN. Needed the first time only:
                   run again without it, this brings the agent up to date and keeps its key
  --hub URL        address of the hub, if this machine reaches it by another than $HUB_URL
  --with-disks     read the health of disks (SMART) every half hour, as root, with smartmontools
  --with-docker    let the agent see Docker containers: who may use Docker's socket has root's power
  --auto-update    look for the hub's version of the agent once a day and put it in place
  --uninstall      remove the agent and everything it brought
  --help
EOF
}

say() { printf '      %s\n' "$*"; }
step() { printf '%s/%s %s\n' "$1" "$STEPS" "$2"; }
fail() {
  printf '\nStopped: %s\n' "$*" >&2
  exit 1
}

parse_options() {
  TOKEN=${PORCHLIGHT_AGENT_TOKEN:-} WITH_DISKS='' WITH_DOCKER='' AUTO_UPDATE='' UNINSTALL=''
  while [ $# -gt 0 ]; do
    case $1 in
      --token | --hub) [ $# -ge 2 ] || fail "$1 needs a value" ;;
    esac
    case $1 in
      --token) TOKEN=$2 && shift ;;
      --hub) HUB_URL=${2%/} && shift ;;
      --with-disks) WITH_DISKS=yes ;;
      --with-docker) WITH_DOCKER=yes ;;
      --auto-update) AUTO_UPDATE=yes ;;
      --uninstall) UNINSTALL=yes ;;
      --help | -h) usage && exit 0 ;;
      *) fail "\"$1\" is not an option; see --help" ;;
    esac
    shift
  done
}

has() { command -v "$1" >/dev/null 2>&1; }

check_root() {
  [ "$(id -u)" = 0 ] || fail 'this needs root: put sudo before sh'
}

check_machine() {
  check_root
  [ "$(uname -s)" = Linux ] || fail 'this needs Linux'
  [ -d /run/systemd/system ] || fail 'this needs systemd. Take the Docker or manual variant of "Connect agent".'
  for program in useradd userdel install sha256sum setpriv systemctl; do
    has "$program" || fail "this needs the program $program"
  done
  has curl || has wget || fail 'this needs curl or wget'
}

check_options() {
  case $AGENT_SHA256 in
    *[!0-9a-f]*) fail 'take this script from your hub, at /agent/install.sh: it knows which agent is the right one' ;;
  esac
  case $HUB_URL in
    http://* | https://*) ;;
    *) fail "\"$HUB_URL\" is no address of a hub: it starts with http:// or https://" ;;
  esac
  if [ -z "$TOKEN" ] && ! grep -q '"api_key"' "$CONFIG" 2>/dev/null; then
    fail 'this machine has no key yet: choose "Connect agent" in the hub and use the command with its --token'
  fi
  [ -z "$WITH_DOCKER" ] || getent group docker >/dev/null || fail '--with-docker: there is no group "docker" here'
}

# As a user without rights: in somebody's home the service could not run it.
node_major() {
  setpriv --reuid=65534 --regid=65534 --clear-groups "$1" -p process.versions.node 2>/dev/null | cut -d. -f1
}

# Sets NODE to one that the service can use, or else OLD_NODE to the version of one that is too old.
find_node() {
  NODE='' OLD_NODE=''
  for path in "$(command -v node || true)" /usr/local/bin/node /usr/bin/node /usr/bin/nodejs; do
    case $(readlink -f "$path") in '' | /root/* | /home/* | */snap) continue ;; esac
    major=$(cd / && node_major "$path")
    if [ "${major:-0}" -ge "$LEAST_NODE" ]; then
      NODE=$path
      return
    fi
    OLD_NODE=${major:-$OLD_NODE}
  done
}

candidate_node() {
  LC_ALL=C apt-cache policy nodejs 2>/dev/null | sed -n 's/^ *Candidate: \([0-9]*:\)\{0,1\}\([0-9]*\)\..*/\2/p'
}

candidate_package() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | grep -q '^ *Candidate: [0-9]'; }

stop_for_node() {
  fail "$1
The agent needs Node $LEAST_NODE or newer, where every user can run it. Nothing was changed. Do one of these, then run this again:
  - install Node from NodeSource: https://github.com/nodesource/distributions
  - unpack Node from https://nodejs.org/en/download into /usr/local
  - or take the Docker variant of \"Connect agent\", which brings its own"
}

choose_node() {
  find_node
  NODE_IS_MISSING=''
  [ -z "$NODE" ] || return 0
  [ -z "$OLD_NODE" ] || stop_for_node "the Node of this machine is $OLD_NODE."
  has apt-get || stop_for_node 'this machine has no Node.'
  if [ -z "$(candidate_node)" ]; then
    say 'Refreshing the list of packages, to see which Node there is'
    apt-get update -qq || fail 'the list of packages could not be refreshed (apt-get update)'
  fi
  major=$(candidate_node)
  [ -n "$major" ] || stop_for_node 'this machine has no Node, and its distribution none either.'
  [ "$major" -ge "$LEAST_NODE" ] || stop_for_node "this machine has no Node, and that of its distribution is $major."
  NODE_IS_MISSING=yes NODE=/usr/bin/node
}

choose_smartmontools() {
  SMART_IS_MISSING=''
  if [ -z "$WITH_DISKS" ] || has smartctl; then return; fi
  has apt-get || fail '--with-disks needs smartctl: install smartmontools first'
  candidate_package smartmontools || apt-get update -qq
  candidate_package smartmontools || fail '--with-disks needs smartmontools, which this distribution does not have'
  SMART_IS_MISSING=yes
}

fetch() {
  if has curl; then curl -fsSL -o "$2" "$1"; else wget -qO "$2" "$1"; fi
}

fetch_agent() {
  FETCHED=$TEMP/$NAME.mjs
  fetch "$HUB_URL/agent/$NAME.mjs" "$FETCHED" || fail "the agent could not be fetched from $HUB_URL"
  [ "$(sha256sum <"$FETCHED" | cut -d' ' -f1)" = "$AGENT_SHA256" ] ||
    fail "what $HUB_URL hands out is not the agent this script was made for (SHA-256). Fetch the script again."
  chmod 0755 "$FETCHED"
}

installed_packages() { dpkg-query -W -f '${Package}\n' | sort; }

# Notes what came with it, for --uninstall.
install_package() {
  installed_packages >"$TEMP/before"
  export DEBIAN_FRONTEND=noninteractive
  set -- -y -qq --no-install-recommends -o APT::Keep-Downloaded-Packages=false "$1"
  apt-get install "$@" >"$TEMP/apt" 2>&1 ||
    { apt-get update -qq && apt-get install "$@" >"$TEMP/apt" 2>&1; } ||
    fail "apt-get could not install it: $(tail -n 3 "$TEMP/apt")"
  install -d -m 0755 "$PROGRAM_FOLDER"
  installed_packages | comm -13 "$TEMP/before" - >>"$PACKAGES"
}

install_packages() {
  if [ -n "$NODE_IS_MISSING" ]; then
    say 'Installing the package nodejs'
    install_package nodejs
  fi
  say "Node $("$NODE" -p process.versions.node) at $NODE"
  [ -n "$SMART_IS_MISSING" ] || return 0
  say 'Installing the package smartmontools, without its own service, which would wake sleeping disks'
  install_package smartmontools
  systemctl disable --now -q smartmontools.service 2>/dev/null || true
}

enrol() {
  if [ -z "$TOKEN" ]; then
    say 'It has a key already, which it keeps'
    return
  fi
  if PORCHLIGHT_AGENT_TOKEN=$TOKEN "$NODE" --jitless "$FETCHED" enrol --hub "$HUB_URL" --config "$CONFIG"; then return; fi
  rmdir "$CONFIG_FOLDER" 2>/dev/null || true
  fail 'this machine was not enrolled. Get a new command in the hub and run it; --uninstall takes back what was installed.'
}

add_user() {
  if ! getent passwd "$NAME" >/dev/null; then
    shell=$(command -v nologin || echo /usr/sbin/nologin)
    useradd --system --user-group --no-create-home --home-dir /nonexistent --shell "$shell" "$NAME"
  fi
  chown -R "root:$NAME" "$CONFIG_FOLDER"
  chmod 0750 "$CONFIG_FOLDER"
  chmod 0640 "$CONFIG"
}

# Standard input becomes the file $2 with mode $1: beside it first, so that it is never half there.
put() {
  cat >"$2.new"
  chmod "$1" "$2.new"
  mv "$2.new" "$2"
}

put_program() {
  install -d -m 0755 "$PROGRAM_FOLDER" /usr/local/bin
  put 0755 "$PROGRAM" <"$FETCHED"
  # Without its compiler Node needs 3 MB and a quarter of the processor less here, and never memory to write code into.
  # The other two keep a long backlog's delivery from growing far beyond what the unit allows.
  put 0755 "$WRAPPER" <<EOF
#!/bin/sh
exec "$NODE" --jitless --max-semi-space-size=1 --optimize-for-size $PROGRAM "\$@"
EOF
}

put_units() {
  put 0644 "$UNITS/$NAME.service" <<'EOF'
@units/porchlight-agent.service@
EOF
  put 0644 "$UNITS/$NAME-disks.service" <<'EOF'
@units/porchlight-agent-disks.service@
EOF
  put 0644 "$UNITS/$NAME-disks.timer" <<'EOF'
@units/porchlight-agent-disks.timer@
EOF
  put 0644 "$UNITS/$NAME-updates.service" <<'EOF'
@units/porchlight-agent-updates.service@
EOF
  put 0644 "$UNITS/$NAME-updates.timer" <<'EOF'
@units/porchlight-agent-updates.timer@
EOF
  put 0644 "$UNITS/$NAME-update.service" <<'EOF'
@units/porchlight-agent-update.service@
EOF
  put 0644 "$UNITS/$NAME-update.timer" <<'EOF'
@units/porchlight-agent-update.timer@
EOF
}

allow_docker() {
  install -d -m 0755 "$UNITS/$NAME.service.d"
  printf '[Service]\nSupplementaryGroups=docker\n' | put 0644 "$UNITS/$NAME.service.d/docker.conf"
  say "The agent may use Docker's socket. Whoever may do that has root's power on this machine: the agent only"
  say "reads, but one who takes it over could do more. To take it back: rm $UNITS/$NAME.service.d/docker.conf"
}

start_services() {
  systemctl daemon-reload
  systemctl enable -q "$NAME.service"
  systemctl restart "$NAME.service"
  systemctl enable -q --now "$NAME-updates.timer"
  [ -z "$WITH_DISKS" ] || systemctl enable -q --now "$NAME-disks.timer"
  [ -z "$AUTO_UPDATE" ] || systemctl enable -q --now "$NAME-update.timer"
  sleep 2
  systemctl is-active -q "$NAME.service" && return
  journalctl -u "$NAME" -n 10 --no-pager -o cat >&2 || true
  fail "the agent does not stay up; the last it said is above, more with: journalctl -u $NAME"
}

install_agent() {
  step 1 'Checking this machine, before anything is changed'
  check_machine
  check_options
  choose_node
  choose_smartmontools
  step 2 "Fetching the agent from $HUB_URL and checking its SHA-256"
  fetch_agent
  step 3 'Node, which runs the agent'
  install_packages
  step 4 'Enrolling, so that this machine has a key of its own'
  enrol
  step 5 "User $NAME, who may log in nowhere and reads $CONFIG"
  add_user
  step 6 "Program $PROGRAM, command $WRAPPER, units $UNITS/$NAME*"
  put_program
  put_units
  [ -z "$WITH_DOCKER" ] || allow_docker
  step 7 'Starting'
  start_services
  printf '\nDone: this machine reports. What it says: journalctl -u %s. To remove it: the same script with --uninstall.\n' "$NAME"
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" = 'ii ' ]; }

# What this script installed goes, unless something else has come to need it.
remove_packages() {
  set --
  [ ! -f "$PACKAGES" ] || while read -r package; do
    if is_installed "$package"; then set -- "$@" "$package"; fi
  done <"$PACKAGES"
  if [ $# -eq 0 ]; then
    say 'None: the agent brought none'
    return
  fi
  printf '%s\n' "$@" | sort >"$TEMP/noted"
  apt-get purge -s "$@" | sed -n 's/^\(Remv\|Purg\) \([^ ]*\).*/\2/p' | sort -u >"$TEMP/going"
  others=$(comm -13 "$TEMP/noted" "$TEMP/going" | tr '\n' ' ')
  if [ -n "$others" ]; then
    say "They stay ($*), because these need them now: $others"
    return
  fi
  say "$*"
  DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq "$@" >"$TEMP/apt" 2>&1 ||
    say "apt-get could not remove them: $(tail -n 3 "$TEMP/apt")"
}

remove_unit() {
  systemctl disable --now -q "$1" 2>/dev/null || true
  rm -rf "${UNITS:?}/$1" "${UNITS:?}/$1.d" "/var/lib/systemd/timers/stamp-$1"
}

# Works as well when half of it is missing.
uninstall_agent() {
  STEPS=4
  check_root
  step 1 'Services'
  for part in update disks updates; do
    remove_unit "$NAME-$part.timer"
    remove_unit "$NAME-$part.service"
  done
  remove_unit "$NAME.service"
  systemctl daemon-reload
  systemctl reset-failed "$NAME*" 2>/dev/null || true
  step 2 'Packages that came with it'
  remove_packages
  step 3 'Program, settings and what it kept'
  rm -rf "$PROGRAM_FOLDER" "$WRAPPER" "$CONFIG_FOLDER" "$STATE_FOLDER" "/run/$NAME-disks" "/run/$NAME-updates"
  step 4 "User $NAME"
  if getent passwd "$NAME" >/dev/null; then userdel "$NAME"; fi
  if getent group "$NAME" >/dev/null; then groupdel "$NAME"; fi
  printf '\nDone: nothing of the agent is left. Its server is still in the hub: Edit, Remove.\n'
}

main() {
  set -eu
  umask 022
  parse_options "$@"
  TEMP=$(mktemp -d)
  trap 'rm -rf "$TEMP"' EXIT
  if [ -n "$UNINSTALL" ]; then uninstall_agent; else install_agent; fi
}

# Nothing may read on from what is being read here.
main "$@" </dev/null
