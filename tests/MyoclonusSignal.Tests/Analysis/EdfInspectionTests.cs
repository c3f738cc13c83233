using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Tests.Recordings.Edf;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>What an inspection tells of a recording with gaps and several rates.</summary>
public sealed class EdfInspectionTests
{
    [Fact]
    public void StretchesAtARailAndWithoutChangeHaveTheirPlacesOnTheRecordingsClock()
    {
        // A rail for 50 ms in the second record, which starts behind a gap; the other channel is flat throughout that record.
        int[] Wave(int from, int to, int level) => [.. Enumerable.Range(0, 1000).Select(i => i >= from && i < to ? level : (i * 37 % 501) - 250)];
        EdfBuilder builder = new EdfBuilder { Mark = "EDF+D" }.With(new EdfBuilder.Signal("EMG", 1000), new EdfBuilder.Signal("SaO2", 4, "%"), EdfBuilder.Signal.Annotations())
            .Record(Wave(0, 0, 0), new[] { 1, 2, 3, 4 }, EdfBuilder.Lists(0))
            .Record(Wave(200, 250, 900), new[] { 7, 7, 7, 7 }, EdfBuilder.Lists(10))
            .Record(Wave(0, 0, 0), new[] { 1, 2, 3, 4 }, EdfBuilder.Lists(11));
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".edf");
        File.WriteAllBytes(path, builder.ToBytes());
        RecordingInspection inspection;
        using (RecordingReader reader = RecordingFile.Open(path))
        {
            inspection = RecordingInspector.Inspect(reader, cancellationToken: TestContext.Current.CancellationToken);
        }

        File.Delete(path);
        Assert.Equal([new(0, 1), new(10, 12)], inspection.Segments);
        Assert.Equal(new QualityPlace(10.2, 0.05, 0), Assert.Single(inspection.Signals[0][0].Clipped));
        Assert.Empty(inspection.Signals[0][0].Flat);
        Assert.Equal(new QualityPlace(10, 1, 0), Assert.Single(inspection.Signals[1][0].Flat));
        Assert.Equal(new DateTime(2021, 3, 2, 22, 15, 30), inspection.StartTime);
    }
}
