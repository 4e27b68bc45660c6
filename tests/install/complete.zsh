# What zsh makes of lines when the tab key is pressed behind them, in a terminal of its own: zsh complete.zsh FOLDER
# LINE..., where FOLDER has _optibom. Prints each line as it is then.
zmodload zsh/zpty
zpty z "TERM=dumb COLUMNS=200 zsh -f -i"
read_up_to() {
    local piece
    text=
    while zpty -r z piece; do
        text+=$piece
        [[ $text == *$1* ]] && return
    done
}
zpty -w z "PS1= PS2=; setopt nobeep nolistbeep; unsetopt zle_bracketed_paste; fpath=($1 \$fpath)"
zpty -w z "autoload -Uz compinit && compinit -u -D; bindkey '^I' complete-word"
# Control-X shows the line and empties it.
zpty -w z 'show() { print -r -- "<$BUFFER>"; BUFFER=; }; zle -N show; bindkey "^X" show'
zpty -w z "print rea''dy"
read_up_to ready
for line in "${@[2,-1]}"; do
    zpty -n -w z "$line"$'\t\x18'
    read_up_to '>'
    print -r -- "${${text##*<}%%>*}"
done
zpty -d z
