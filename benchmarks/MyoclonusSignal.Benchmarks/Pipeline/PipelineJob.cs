using MyoclonusSignal.Analysis;
using MyoclonusSignal.Benchmarks.Reference;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Benchmarks.Pipeline;

/// <summary>The whole job on one recording, from the bytes of its file to those of its results, and what it is held against.</summary>
/// <param name="recording">The recording.</param>
internal sealed class PipelineJob(PipelineRecording recording)
{
    private readonly double[] _envelope = new double[recording.Signals[0].Length];
    private readonly double[][] _copies = [.. recording.Signals.Select(signal => new double[signal.Length])];
    private readonly SampleBlock _block = new(recording.Signals.Length, recording.Blocks.Max(block => block.Capacity));

    /// <summary>Gets the recording.</summary>
    public PipelineRecording Recording => recording;

    /// <summary>Gets the result of the last job.</summary>
    public AnalysisResult? Result { get; private set; }

    /// <summary>Gets the number of bytes of the last results.</summary>
    public long ResultBytes { get; private set; }

    /// <summary>What <c>analyze</c> does without a report, but for the file system: in as many threads as it takes.</summary>
    public void Whole()
    {
        using (CsvRecordingReader reader = recording.Open())
        {
            Result = MyoclonusAnalyzer.Analyze(reader);
        }

        Write();
    }

    /// <summary>Reads the text and hashes it.</summary>
    public void Read()
    {
        using CsvRecordingReader reader = recording.Open();
        while (reader.ReadBlock(_block))
        {
        }

        _ = reader.GetSha256();
    }

    /// <summary>Writes the results of the last job.</summary>
    public void Write()
    {
        using MemoryStream results = new();
        ResultFiles.WriteEvents(Result!, results);
        ResultFiles.WriteEventsSidecar(Result!, results);
        ResultFiles.WriteSummary(Result!, results);
        ResultBytes = results.Length;
    }

    /// <summary>The reference work on the same samples.</summary>
    public void Reference() => ReferenceWork.Run(recording.Signals, [_envelope]);

    /// <summary>The copy of the same samples.</summary>
    public void Copy()
    {
        for (int i = 0; i < _copies.Length; i++)
        {
            recording.Signals[i].CopyTo(_copies[i], 0);
        }
    }
}
