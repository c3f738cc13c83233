using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Benchmarks.Recordings;

/// <summary>The textbook's way to read a table: a string for each line, a string for each cell.</summary>
internal static class NaiveCsvReader
{
    public static int Read(byte[] text, double[][] channels)
    {
        using StreamReader lines = new(new MemoryStream(text), Encoding.UTF8);
        _ = lines.ReadLine();
        int row = 0;
        while (lines.ReadLine() is string line)
        {
            string[] cells = line.Split(',');
            for (int channel = 0; channel < channels.Length; channel++)
            {
                channels[channel][row] = double.Parse(cells[channel + 1], CultureInfo.InvariantCulture);
            }

            _ = double.Parse(cells[0], CultureInfo.InvariantCulture);
            row++;
        }

        return row;
    }
}
