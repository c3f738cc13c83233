using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Benchmarks.Recordings;

/// <summary>A recording as text: a time axis and channels of noise with bursts, as recorders export it.</summary>
internal static class CsvText
{
    public static byte[] Create(int rowCount, int channelCount)
    {
        double[] samples = TestSignal.Create(rowCount);
        StringBuilder text = new("time [s]");
        for (int channel = 0; channel < channelCount; channel++)
        {
            text.Append(CultureInfo.InvariantCulture, $",emg{channel + 1} [uV]");
        }

        text.Append('\n');
        for (int row = 0; row < rowCount; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row / TestSignal.SampleRate:0.0000}");
            for (int channel = 0; channel < channelCount; channel++)
            {
                text.Append(CultureInfo.InvariantCulture, $",{samples[(row + (channel * 977)) % rowCount]:0.000}");
            }

            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
