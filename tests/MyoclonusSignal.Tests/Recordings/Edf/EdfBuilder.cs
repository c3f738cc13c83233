using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Tests.Recordings.Edf;

/// <summary>
/// Puts an EDF or BDF file together byte by byte, right or wrong as a test asks. It shares nothing with the library's
/// writer, so that a fault common to writer and reader would show.
/// </summary>
internal sealed class EdfBuilder
{
    public bool IsBdf { get; init; }

    /// <summary>Gets or sets the reserved field: <c>EDF+C</c>, ….</summary>
    public string Mark { get; set; } = string.Empty;

    public string Patient { get; set; } = "X X X X";

    public string Recording { get; set; } = "Startdate 02-MAR-2021 X X X";

    public string Date { get; set; } = "02.03.21";

    public string Time { get; set; } = "22.15.30";

    public string? HeaderBytes { get; set; }

    public string? RecordCount { get; set; }

    public string RecordSeconds { get; set; } = "1";

    public List<Signal> Signals { get; } = [];

    /// <summary>Gets the records: for each signal its digital samples, or the bytes of its annotations.</summary>
    public List<object[]> Records { get; } = [];

    /// <summary>Gets or sets how many bytes to cut off the end.</summary>
    public int Cut { get; set; }

    public static string Plus(double onset) => string.Create(CultureInfo.InvariantCulture, $"{(onset < 0 ? "" : "+")}{onset}");

    /// <summary>The list that tells when a record starts, and further ones behind it.</summary>
    public static byte[] Lists(double start, params string[] further) =>
        Encoding.UTF8.GetBytes(Plus(start) + "\u0014\u0014\0" + string.Concat(further));

    /// <summary>One list: <c>onset, duration, texts</c>.</summary>
    public static string List(string onset, string? duration, params string[] texts) =>
        onset + (duration is null ? "" : "\u0015" + duration) + "\u0014" + string.Concat(texts.Select(text => text + "\u0014")) + "\0";

    public EdfBuilder With(params Signal[] signals)
    {
        Signals.AddRange(signals);
        return this;
    }

    public EdfBuilder Record(params object[] parts)
    {
        Records.Add(parts);
        return this;
    }

    public byte[] ToBytes()
    {
        MemoryStream file = new();
        void Put(string text, int width)
        {
            byte[] bytes = Encoding.Latin1.GetBytes(text);
            Assert.True(bytes.Length <= width, $"\"{text}\" is too long for {width} bytes");
            file.Write(bytes);
            file.Write(Enumerable.Repeat((byte)' ', width - bytes.Length).ToArray());
        }

        if (IsBdf)
        {
            file.WriteByte(0xFF);
            Put("BIOSEMI", 7);
        }
        else
        {
            Put("0", 8);
        }

        Put(Patient, 80);
        Put(Recording, 80);
        Put(Date, 8);
        Put(Time, 8);
        Put(HeaderBytes ?? Text(256 * (Signals.Count + 1)), 8);
        Put(Mark, 44);
        Put(RecordCount ?? Text(Records.Count), 8);
        Put(RecordSeconds, 8);
        Put(Text(Signals.Count), 4);
        foreach ((Func<Signal, string> field, int width) in (ReadOnlySpan<(Func<Signal, string>, int)>)[
            (s => s.Label, 16), (s => s.Transducer, 80), (s => s.Unit, 8), (s => s.PhysicalMinimum, 8), (s => s.PhysicalMaximum, 8),
            (s => s.DigitalMinimum, 8), (s => s.DigitalMaximum, 8), (s => s.Prefilter, 80), (s => Text(s.Samples), 8), (_ => "", 32)])
        {
            foreach (Signal signal in Signals)
            {
                Put(field(signal), width);
            }
        }

        int sampleBytes = IsBdf ? 3 : 2;
        foreach (object[] record in Records)
        {
            for (int i = 0; i < Signals.Count; i++)
            {
                byte[] bytes = new byte[Signals[i].Samples * sampleBytes];
                if (record[i] is byte[] raw)
                {
                    raw.CopyTo(bytes, 0);
                }
                else
                {
                    int[] samples = (int[])record[i];
                    Assert.Equal(Signals[i].Samples, samples.Length);
                    for (int at = 0; at < bytes.Length; at++)
                    {
                        bytes[at] = (byte)(samples[at / sampleBytes] >> (8 * (at % sampleBytes)));
                    }
                }

                file.Write(bytes);
            }
        }

        return file.ToArray()[..^Cut];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The header of one signal.</summary>
    internal sealed record Signal(string Label, int Samples, string Unit = "uV")
    {
        public string Transducer { get; init; } = string.Empty;

        public string PhysicalMinimum { get; init; } = "-3276.8";

        public string PhysicalMaximum { get; init; } = "3276.7";

        public string DigitalMinimum { get; init; } = "-32768";

        public string DigitalMaximum { get; init; } = "32767";

        public string Prefilter { get; init; } = string.Empty;

        public static Signal Annotations(int samples = 60, string label = "EDF Annotations") =>
            new(label, samples, "") { PhysicalMinimum = "-1", PhysicalMaximum = "1" };
    }
}
