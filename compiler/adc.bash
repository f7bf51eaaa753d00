# adc.bash: completion of the options of adc in bash.

_adc()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    [[ $word == = ]] && word=
    [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD-2]}
    COMPREPLY=()
    case $before in
    --color)
        COMPREPLY=($(compgen -W 'auto always never' -- "$word"))
        return ;;
    --diagnostics-format)
        COMPREPLY=($(compgen -W 'text json sarif' -- "$word"))
        return ;;
    --dump)
        COMPREPLY=($(compgen -W "$(adc --help | sed -n 's/,//g; s/.*after a pass: //p')" -- "$word"))
        return ;;
    --derive | --explain | -D | -U | -MT)
        return ;;
    -p | -I | -isystem)
        COMPREPLY=($(compgen -d -- "$word"))
        return ;;
    esac
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$(adc --help | sed -n 's/^  \(-[^ =.]*=\{0,1\}\).*/\1/p')" -- "$word"))
        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace
    else
        COMPREPLY=($(compgen -f -- "$word"))
        compopt -o filenames
    fi
}

complete -F _adc adc
