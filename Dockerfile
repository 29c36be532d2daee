# syntax=docker/dockerfile:1
# One image holds all four services; the command says which one runs. Non-root, and nothing is written at run time.

FROM node:24.9.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY libs/ libs/
COPY apps/ apps/
COPY tools/ tools/
COPY tsconfig.json ./
# npm ci refuses a lock file without the optional packages of other systems, which not every registry serves.
RUN (npm ci || npm install --no-save) && node tools/build.ts && npm prune --omit=dev

FROM node:24.9.0-bookworm-slim
ENV NODE_ENV=production CRM_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/libs libs
COPY --from=build --chown=root:root /app/apps apps
USER node
EXPOSE 3100
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--max-semi-space-size=8", "apps/gateway/dist/main.js"]
