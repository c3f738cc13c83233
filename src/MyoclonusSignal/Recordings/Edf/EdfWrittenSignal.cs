namespace MyoclonusSignal.Recordings.Edf;

/// <summary>One signal as it was written.</summary>
/// <param name="Name">Its name in the recording.</param>
/// <param name="Label">Its label in the file: at most 16 characters of ASCII.</param>
/// <param name="Unit">Its unit, or <see langword="null"/>.</param>
/// <param name="SampleRate">Its sampling rate in the file, in Hz.</param>
/// <param name="RateError">By how much that differs from the recording's, as a part of it.</param>
/// <param name="Step">The step of quantisation in its unit; no sample is off by more than half of it.</param>
/// <param name="SampleCount">The number of samples, missing ones included.</param>
/// <param name="MissingCount">The number of missing samples, which are told by annotations.</param>
public sealed record EdfWrittenSignal(
    string Name, string Label, string? Unit, double SampleRate, double RateError, double Step, long SampleCount, long MissingCount);
