using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Numbers the different texts of cells, so that a row of them is a row of numbers as any other.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private byte[] _last = [];
    private int _lastLength;
    private double _lastNumber = double.NaN;

    /// <summary>Gives the text of a number.</summary>
    public string this[double number] => _texts[(int)number];

    /// <summary>Gives the number of a cell's text; NaN for an empty one.</summary>
    /// <param name="cell">The cell; most are the same as the one before.</param>
    public double NumberOf(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t\r\""u8);
        if (cell.SequenceEqual(_last.AsSpan(0, _lastLength)))
        {
            return _lastNumber;
        }

        if (_last.Length < cell.Length)
        {
            _last = new byte[2 * cell.Length];
        }

        cell.CopyTo(_last);
        _lastLength = cell.Length;
        _lastNumber = cell.IsEmpty ? double.NaN : Add(Encoding.UTF8.GetString(cell));
        return _lastNumber;
    }

    private int Add(string text)
    {
        if (!_numbers.TryGetValue(text, out int number))
        {
            number = _numbers[text] = _texts.Count;
            _texts.Add(text);
        }

        return number;
    }
}
