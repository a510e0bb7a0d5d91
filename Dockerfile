# One image for every part: the command says which part a container is (see docker-compose.yml).
FROM python:3.11-slim-trixie

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp \
    CASEFAX_HOME=/data CASEFAX_HOST=0.0.0.0 CASEFAX_DEMO=0

WORKDIR /app

# What changes seldom comes first. pip installs only uv, uv the rest: both by hash, as `make install` does.
COPY requirements.txt ./
RUN awk '/^[a-z]/{keep = /^uv==/} keep' requirements.txt > /tmp/uv.txt \
    && pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/uv.txt \
    && uv pip install --system --no-cache --require-hashes -r requirements.txt \
    && rm /tmp/uv.txt

COPY . .
RUN uv pip install --system --no-cache --no-deps --no-build-isolation -e . \
    && python -m compileall -q app.py intake forms ocr notify \
    && useradd --system --uid 10001 --home-dir /tmp casefax \
    && install -d -o casefax -m 0700 /data /data/inbox

USER casefax
VOLUME /data
EXPOSE 8000
CMD ["casefax", "web"]
