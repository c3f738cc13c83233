using System.Diagnostics;
using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Envelopes;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Tests.Detection;

namespace MyoclonusSignal.Tests.Architecture;

/// <summary>The C# of the README is compiled and run: the first block is a sample program, the second stands in this file.</summary>
public class ReadmeTests
{
    private static readonly string[] Blocks = [.. File.ReadAllText(Path.Combine(TestData.RepoRoot, "README.md"))
        .Split("```csharp\n")
        .Skip(1)
        .Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)])];

    [Fact]
    public void TheFirstBlockIsTheSampleProgramAndUnder40Lines()
    {
        string sample = File.ReadAllText(Path.Combine(TestData.RepoRoot, "samples", "AnalyzeCsv", "Program.cs"));
        Assert.Equal(sample, Blocks[0]);
        Assert.True(sample.Split('\n').Length <= 40);
    }

    [Fact]
    public void EveryOtherBlockStandsInThisTest()
    {
        string here = Squeeze(File.ReadAllText(Path.Combine(
            TestData.RepoRoot, "tests", "MyoclonusSignal.Tests", "Architecture", "ReadmeTests.cs")));
        Assert.NotEmpty(Blocks[1..]);
        Assert.All(Blocks[1..], block => Assert.Contains(Squeeze(block), here, StringComparison.Ordinal));
    }

    [Fact]
    public void TheTableOfSpeedIsMadeOfMeasuredRows()
    {
        string[] measured = [.. Directory.EnumerateFiles(Path.Combine(TestData.RepoRoot, "benchmarks", "results"), "*.md", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)];
        string[] shown = [.. File.ReadLines(Path.Combine(TestData.RepoRoot, "README.md"))
            .SkipWhile(line => line != "| work | SciPy | MyoclonusSignal | ratio |")
            .TakeWhile(line => line.StartsWith('|'))];
        Assert.True(shown.Length > 5);
        Assert.All(shown, line => Assert.Contains(line, measured));
    }

    [Fact]
    public void TheTablesOfAccuracyAreMadeOfMeasuredNumbers()
    {
        string[][] measured = [.. File.ReadLines(Path.Combine(TestData.RepoRoot, "benchmarks", "results", "accuracy", "detectors.tsv"))
            .Select(line => line.Split('\t'))];
        string[] readme = File.ReadAllLines(Path.Combine(TestData.RepoRoot, "README.md"));
        Assert.Equal(6, Rows("| false per hour |", row => Number(row, "f1", "0.000")));
        Assert.Equal(6, Rows("| 20 dB |", row => $"{Number(row, "onset_abs_error_ms", "0.0")} ({Number(row, "onset_error_p95_ms", "0")})"));

        int Rows(string endOfHeader, Func<string[], string> cell)
        {
            int at = Array.FindIndex(readme, line => line.StartsWith("| | −3 dB", StringComparison.Ordinal) && line.EndsWith(endOfHeader, StringComparison.Ordinal));
            string[] shown = [.. readme.Skip(at + 2).TakeWhile(line => line.StartsWith('|'))];
            Assert.All(shown, line => Assert.Contains(
                line.Split('|')[1].Trim(), measured.Select(row => row[0])));
            Assert.All(shown, line => Assert.StartsWith(
                string.Concat(measured.Where(row => row[0] == line.Split('|')[1].Trim()).Select(row => " " + cell(row) + " |")),
                line[(line.IndexOf('|', 1) + 1)..],
                StringComparison.Ordinal));
            return shown.Length;
        }

        string Number(string[] row, string column, string format) =>
            double.Parse(row[Array.IndexOf(measured[0], column)], CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void TheBlockOnWholeRecordingsGivesTheEnvelope()
    {
        double[] signal = TestSignals.Noise(1, 20_000);
        double[] envelope = new double[signal.Length];

        var design = new LinearEnvelopeDesign(Butterworth.LowPass(order: 2, cutoffHz: 20, sampleRate: 2000))
        {
            Conditioning = Butterworth.BandPass(4, 20, 450, 2000).Then(Notch.Design(50, q: 30, 2000)),
            Operator = EnvelopeOperator.TeagerKaiser,
        };
        WholeEnvelope.Compute(design, signal, envelope, threads: Environment.ProcessorCount);
        double delaySeconds = design.DelaySeconds(frequencyHz: 100);                                       // to subtract from event times

        Assert.InRange(delaySeconds, 0.01, 0.03);
        Assert.All(envelope[2000..], value => Assert.True(value > 0));
    }

    [Fact]
    public void TheBlockOnStreamsFindsAJerk()
    {
        double[] signal = TestSignals.Noise(1, 20_000);
        TestSignals.AddBurst(signal, 2, 10_000, 120, 10);
        Span<double> block = signal;
        List<Burst> bursts = [];

        SosCoefficients band = Butterworth.BandPass(order: 4, lowHz: 20, highHz: 450, sampleRate: 2000);   // design
        var filter = new SosFilter(band);                                                                  // processor
        var detector = new JerkDetector(JerkDetectorOptions.ForEmg, sampleRate: 2000, bandwidthHz: 430);
        filter.Process(block, block);                                                                      // in place, 0 bytes
        ReadOnlySpan<double> rest = block;
        while (!rest.IsEmpty)
        {
            if (detector.TryRead(rest, out int consumed, out Burst burst))
            {
                bursts.Add(burst);
            }

            rest = rest[consumed..];
        }

        while (detector.TryFinish(out Burst last))
        {
            bursts.Add(last);
        }

        Assert.InRange(Assert.Single(bursts).Start, 9_980, 10_030);
    }

    [Fact]
    public void TheBlockOnLiveAnalysisGivesTheEventsOfTheWhole()
    {
        string path = Path.Combine(TestData.RepoRoot, "samples", "data", "rhythmic_5hz.csv");
        using RecordingReader reader = RecordingFile.Open(path);
        SampleBlock block = new(reader.SignalCount, 100);
        int given = 0;
        using StringWriter written = new(CultureInfo.InvariantCulture);
        TextWriter Console = written;

        LiveAnalyzer analyzer = new(reader.Channels);                      // or channels of your own
        while (reader.ReadBlock(block))                                    // or fill the block yourself: any number of samples
        {
            analyzer.Process(block);
            while (analyzer.TryTake(out LiveNotice? notice))
            {
                Console.WriteLine($"{(notice.IsRetracted ? "not " : "")}{notice.Event.TrialType} at {notice.Event.OnsetSeconds:0.000} s");
            }
        }

        AnalysisResult result = analyzer.Finish();                         // what was still open is given by TryTake

        string[] lines = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        while (analyzer.TryTake(out _))
        {
            given++;
        }

        Assert.StartsWith("jerk at 0.", lines[0], StringComparison.Ordinal);
        Assert.InRange(given, 1, 30);
        Assert.Equal(result.Events.Count, lines.Length + given);
    }

    [Theory]
    [InlineData("AnalyzeCsv", "rhythmic at 5.0")]
    [InlineData("CompareDetectors", "three medians   20 dB  F1 1.00")]
    public async Task ASampleProgramRuns(string name, string expected)
    {
        // Built with the tests, in the same configuration.
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string program = Path.Combine(TestData.RepoRoot, "samples", name, "bin", configuration, "net10.0", name + ".dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program])
        {
            WorkingDirectory = TestData.RepoRoot,
            RedirectStandardOutput = true,
        })!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private static string Squeeze(string code) => string.Join(' ', code.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
