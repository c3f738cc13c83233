namespace MyoclonusSignal.Cli.Tests;

/// <summary>The disk, of which one step fails; where that is the death of the process, no later one is done either.</summary>
internal sealed class FaultySteps : IFileSteps
{
    private readonly Lock _counting = new();
    private readonly int _faultAt;
    private readonly bool _isDeath;
    private int _count;

    private FaultySteps(int faultAt, bool isDeath)
    {
        _faultAt = faultAt;
        _isDeath = isDeath;
    }

    /// <summary>Runs something with the fault.</summary>
    /// <param name="faultAt">The number of steps before the one that fails.</param>
    /// <param name="isDeath">Whether nothing is done after it.</param>
    /// <param name="run">What is run.</param>
    /// <returns>The number of steps that were tried.</returns>
    public static int Run(int faultAt, bool isDeath, Action run)
    {
        FaultySteps steps = new(faultAt, isDeath);
        FileSteps.Current = steps;
        try
        {
            run();
        }
        finally
        {
            FileSteps.Current = FileSteps.Disk;
        }

        return steps._count;
    }

    public Stream Create(string path)
    {
        Step();
        return new FaultyStream(FileSteps.Disk.Create(path), this);
    }

    public void Flush(Stream stream)
    {
        Step();
        FileSteps.Disk.Flush(((FaultyStream)stream).Inner);
    }

    public void Delete(string path)
    {
        Step();
        FileSteps.Disk.Delete(path);
    }

    public void Move(string from, string to, bool overwrite)
    {
        Step();
        FileSteps.Disk.Move(from, to, overwrite);
    }

    private void Step()
    {
        lock (_counting)
        {
            int step = _count++;
            if (step == _faultAt || (_isDeath && step > _faultAt))
            {
                throw new IOException("No space left on device.");
            }
        }
    }

    /// <summary>A file of which every write is a step too; a dead process writes no more.</summary>
    private sealed class FaultyStream(Stream inner, FaultySteps steps) : Stream
    {
        public Stream Inner => inner;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            steps.Step();
            inner.Write(buffer, offset, count);
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
