using System.Text.RegularExpressions;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>What a person sees: the screen of a terminal after a program has written to it, scrolled-off lines included.</summary>
internal sealed partial class TerminalScreen
{
    private readonly int _width;
    private readonly List<char[]> _rows = [];
    private int _row;
    private int _column;

    /// <summary>Initializes a new instance of the <see cref="TerminalScreen"/> class.</summary>
    /// <param name="width">Its width in characters.</param>
    /// <param name="written">What the program wrote, control sequences of an xterm among it.</param>
    public TerminalScreen(int width, string written)
    {
        _width = width;
        for (int at = 0; at < written.Length;)
        {
            Match control = ControlSequence().Match(written, at);
            if (control.Success)
            {
                Obey(control);
                at += control.Length;
            }
            else
            {
                Put(written[at++]);
            }
        }
    }

    /// <summary>Gets the lines as they stand in the end, without the spaces at their ends.</summary>
    public string[] Lines => [.. _rows.Select(row => new string(row).TrimEnd())];

    private char[] Row()
    {
        while (_rows.Count <= _row)
        {
            _rows.Add([.. Enumerable.Repeat(' ', _width)]);
        }

        return _rows[_row];
    }

    private void Obey(Match control)
    {
        int count = control.Groups["count"].Value is { Length: > 0 } digits ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : 1;
        switch (control.Groups["letter"].Value)
        {
            case "A":
                _row = Math.Max(0, _row - count);
                break;
            case "B":
                _row += count;
                break;
            case "G":
                _column = count - 1;
                break;
            case "K":
                Array.Fill(Row(), ' ');
                break;
        }
    }

    private void Put(char letter)
    {
        switch (letter)
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                _row++;
                break;
            default:
                if (_column == _width)
                {
                    (_row, _column) = (_row + 1, 0);
                }

                Row()[_column++] = letter;
                break;
        }
    }

    [GeneratedRegex(@"\G\x1b(\[\??(?<count>\d*)(;\d+)*(?<letter>[A-Za-z])|[=>])")]
    private static partial Regex ControlSequence();
}
