# What the cases over files of other people share. They are not part of the repository: ../shared/data, with the
# ground truth in its README.md.
. "$ROOT/tests/cli/lib.sh"
data=$ROOT/../shared/data
if [ ! -d "$data" ]; then
    echo 'no folder ../shared/data' >&2
    exit 77
fi

# take FILE [NAME]: a copy here of a file of the folder, so that no path gets into what is expected.
take() {
    cp "$data/$1" "${2:-${1##*/}}" || exit 3
}
