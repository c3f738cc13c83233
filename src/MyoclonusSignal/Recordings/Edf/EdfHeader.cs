using System.Globalization;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>The header of an EDF, EDF+, BDF or BDF+ file. The fields and their widths are those of Kemp et al. (1992, 2003) and BioSemi.</summary>
internal sealed class EdfHeader
{
    public const int FixedBytes = 256;
    public const int SignalBytes = 256;

    // Four characters.
    private const int MostSignals = 9999;
    private const int MostSamplesPerRecord = 99_999_999;

    // Beyond these limits a rate is a damaged field: windows of seconds would not fit into memory.
    private const double LeastRate = 1e-6;
    private const double MostRate = 1e6;

    private const string Damaged = "copy or export the recording again: it is damaged or cut off";

    private EdfHeader(string path, byte[] bytes, bool isLenient, List<RecordingWarning> warnings)
    {
        HeaderField field = new(path, bytes, isLenient, warnings);
        IsBdf = bytes[0] == 0xFF;
        string mark = field.Text(192, 44);
        string plus = mark.Length >= 5 ? mark[..5] : string.Empty;
        Patient = field.Text(8, 80);
        RecordingText = field.Text(88, 80);
        StartTime = HeaderDate.Read(field.Text(168, 8), field.Text(176, 8), RecordingText, out string? dateFault);
        if (dateFault is not null)
        {
            Warn(warnings, "bad-date", $"The start of the recording (bytes 168 to 183 of the header) cannot be relied on: {dateFault}. Times from the first sample are not affected.");
        }

        StatedRecords = ReadRecordCount(field);
        RecordSeconds = field.Number(244, 8, "duration of a data record");
        int count = bytes.Length / SignalBytes - 1;
        Signals = ReadSignals(field, count);
        RecordBytes = Signals.Sum(signal => (long)signal.SamplesPerRecord * SampleBytes);
        long headerBytes = field.Text(184, 8) is string stated && long.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;
        if (headerBytes != bytes.Length)
        {
            Warn(warnings, "header-size", string.Create(
                CultureInfo.InvariantCulture,
                $"The header says that it is {field.Quote(184, 8)} bytes long; with {count} signals it is {bytes.Length}, where the samples were read."));
        }

        bool hasAnnotations = Signals.Any(signal => signal.IsAnnotations);
        IsDiscontinuous = plus is "EDF+D" or "BDF+D";
        IsPlus = plus is "EDF+C" or "BDF+C" || IsDiscontinuous || hasAnnotations;
        if (IsPlus && plus.Length == 0)
        {
            Warn(warnings, "no-plus-mark", $"The file has annotations but is not marked as {(IsBdf ? "BDF+" : "EDF+")}; it was read as {(IsBdf ? "BDF+C" : "EDF+C")}.");
        }

        if (IsDiscontinuous && !hasAnnotations)
        {
            ThrowIfStrict(path, isLenient);
            Warn(warnings, "no-record-times", "The file is marked as discontinuous but does not tell when its records start; it was read as continuous.");
            IsDiscontinuous = false;
        }

        Check(path);
        field.Finish();
    }

    /// <summary>Gets a value indicating whether samples have 24 bits.</summary>
    public bool IsBdf { get; }

    /// <summary>Gets a value indicating whether it may hold annotations.</summary>
    public bool IsPlus { get; }

    /// <summary>Gets a value indicating whether there may be time between its records.</summary>
    public bool IsDiscontinuous { get; }

    /// <summary>Gets the name of the format.</summary>
    public string Format => (IsBdf ? "BDF" : "EDF") + (IsDiscontinuous ? "+D" : IsPlus ? "+C" : string.Empty);

    /// <summary>Gets the patient field.</summary>
    public string Patient { get; }

    /// <summary>Gets the recording field.</summary>
    public string RecordingText { get; }

    /// <summary>Gets the local start in whole seconds, or <see langword="null"/>.</summary>
    public DateTime? StartTime { get; }

    /// <summary>Gets the number of data records that the header states.</summary>
    public long StatedRecords { get; }

    /// <summary>Gets the length of a data record in seconds.</summary>
    public double RecordSeconds { get; }

    /// <summary>Gets the length of a data record in bytes.</summary>
    public long RecordBytes { get; }

    /// <summary>Gets the number of bytes of one sample.</summary>
    public int SampleBytes => IsBdf ? 3 : 2;

    /// <summary>Gets the length of the header.</summary>
    public int HeaderBytes => FixedBytes + (SignalBytes * Signals.Count);

    /// <summary>Gets the signals, annotations included.</summary>
    public IReadOnlyList<EdfSignal> Signals { get; }

    /// <summary>Gets the number of samples of the fastest signal in a record.</summary>
    public int MostSamples => Signals.Where(signal => !signal.IsAnnotations).Select(signal => signal.SamplesPerRecord).DefaultIfEmpty().Max();

    /// <summary>Reads the header from the start of a file.</summary>
    /// <param name="path">The file's name for errors.</param>
    /// <param name="file">The file.</param>
    /// <param name="isLenient">Whether to read what otherwise is refused.</param>
    /// <param name="warnings">Receives what had to be dealt with.</param>
    /// <param name="bytes">The bytes read.</param>
    public static EdfHeader Read(string path, Stream file, bool isLenient, List<RecordingWarning> warnings, out byte[] bytes)
    {
        bytes = new byte[FixedBytes];
        ReadWhole(path, file, bytes, 0, "the fixed part of the header");
        if (!FileSignature.IsEdf(bytes))
        {
            throw new RecordingFormatException(
                path,
                HeaderField.Place(0, "version"),
                "the 8 bytes \"0       \" of EDF, or 0xFF and \"BIOSEMI\" of BDF",
                bytes[0] == 0x1F && bytes[1] == 0x8B ? "gzip" : FoundText.Bytes(bytes.AsSpan(0, 8)),
                bytes[0] == 0x1F && bytes[1] == 0x8B
                    ? "unpack it with gunzip: EDF and BDF are read unpacked only"
                    : "copy or export the recording again: its first bytes are damaged, or it is of another format");
        }

        int count = (int)new HeaderField(path, bytes, isLenient, []).Integer(252, 4, "number of signals", 1, MostSignals);
        Array.Resize(ref bytes, FixedBytes + (count * SignalBytes));
        ReadWhole(path, file, bytes, FixedBytes, string.Create(CultureInfo.InvariantCulture, $"the header of {count} signals"));
        return new EdfHeader(path, bytes, isLenient, warnings);
    }

    private static void ReadWhole(string path, Stream file, byte[] bytes, int from, string what)
    {
        int read = file.ReadAtLeast(bytes.AsSpan(from), bytes.Length - from, throwOnEndOfStream: false);
        if (read < bytes.Length - from)
        {
            throw new RecordingFormatException(
                path, HeaderField.Place(from + read, what), string.Create(CultureInfo.InvariantCulture, $"a header of {bytes.Length} bytes"), "the end of the file", Damaged);
        }
    }

    /// <summary>The number of data records; −1, unknown, also where the field holds no number: the size of the file tells.</summary>
    private static long ReadRecordCount(HeaderField field) =>
        long.TryParse(field.Text(236, 8), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long count) && count >= 0 ? count : -1;

    private EdfSignal[] ReadSignals(HeaderField field, int count)
    {
        EdfSignal[] signals = new EdfSignal[count];
        long offset = 0;
        for (int i = 0; i < count; i++)
        {
            int Offset(int before, int width) => FixedBytes + (before * count) + (width * i);
            string label = field.Text(Offset(0, 16), 16);
            string Name(string what) => string.Create(CultureInfo.InvariantCulture, $"{what} of signal {i + 1}, {FoundText.Quote(label)}");

            // The numbers of an annotation signal mean nothing, and vendors leave them blank.
            bool isAnnotations = label is "EDF Annotations" or "BDF Annotations";
            double Number(int before, string what) => isAnnotations ? 0 : field.Number(Offset(before, 8), 8, Name(what));
            int samples = (int)field.Integer(Offset(216, 8), 8, Name("samples per record"), 0, MostSamplesPerRecord);
            signals[i] = new EdfSignal(
                i,
                label,
                field.Text(Offset(16, 80), 80),
                field.Text(Offset(96, 8), 8),
                Number(104, "physical minimum"),
                Number(112, "physical maximum"),
                Number(120, "digital minimum"),
                Number(128, "digital maximum"),
                field.Text(Offset(136, 80), 80),
                samples,
                offset);
            offset += (long)samples * SampleBytes;
        }

        return signals;
    }

    private void Check(string path)
    {
        bool hasSamples = Signals.Any(signal => !signal.IsAnnotations && signal.SamplesPerRecord > 0);
        if (hasSamples && !(RecordSeconds > 0))
        {
            throw new RecordingFormatException(
                path,
                HeaderField.Place(244, "duration of a data record"),
                "a duration above 0 s, as there are signals",
                string.Create(CultureInfo.InvariantCulture, $"{RecordSeconds}"),
                "export the recording again: without it the sampling rate is not known");
        }

        if (RecordBytes == 0)
        {
            throw new RecordingFormatException(
                path, HeaderField.Place(FixedBytes + (216 * Signals.Count), "samples per record"), "samples in at least one signal", "0 in all of them", Damaged);
        }

        foreach (EdfSignal signal in Signals.Where(signal => !signal.IsAnnotations && signal.SamplesPerRecord > 0))
        {
            double rate = signal.SamplesPerRecord / RecordSeconds;
            if (!(rate >= LeastRate && rate <= MostRate))
            {
                throw new RecordingFormatException(
                    path, HeaderField.Place(244, "duration of a data record"), string.Create(CultureInfo.InvariantCulture, $"a duration that gives a sampling rate from {LeastRate} to {MostRate} Hz"), string.Create(CultureInfo.InvariantCulture, $"{RecordSeconds} for {signal.SamplesPerRecord} samples"), Damaged);
            }
        }
    }

    private void ThrowIfStrict(string path, bool isLenient)
    {
        if (!isLenient)
        {
            throw new RecordingFormatException(
                path,
                HeaderField.Place(192, "kind of EDF+"),
                "an annotation signal that tells when each record starts, as the file is discontinuous",
                "none",
                $"export the recording again, as {(IsBdf ? "BDF+C" : "EDF+C")}; or read it without gaps with RecordingOptions.IsLenient");
        }
    }

    private static void Warn(List<RecordingWarning> warnings, string code, string text) =>
        warnings.Add(new RecordingWarning(code, null, null, null, text));
}
